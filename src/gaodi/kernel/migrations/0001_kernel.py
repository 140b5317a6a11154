import django.core.serializers.json
import gaodi.kernel.models
from django.db import migrations, models

from gaodi.kernel.appendonly import CLOSING_FUNCTION, REFUSE_FUNCTION, AppendOnly
from gaodi.kernel.audit.tracking import AUDIT_FUNCTION, AuditTable
from gaodi.kernel.roles import GRANT_APP, REVOKE_APP


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.RunSQL(GRANT_APP, REVOKE_APP),
        migrations.RunSQL(REFUSE_FUNCTION, 'DROP FUNCTION gaodi_refuse_change();'),
        migrations.RunSQL(CLOSING_FUNCTION, 'DROP FUNCTION gaodi_only_closes();'),
        migrations.CreateModel(
            name='AuditRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('txid', models.BigIntegerField(db_default=models.Func(function='txid_current'))),
                ('at', models.DateTimeField(db_default=models.Func(function='clock_timestamp'))),
                ('kind', models.CharField(choices=[('line', '事项'), ('row', '数据变动')], max_length=4)),
                ('actor', models.CharField(max_length=200)),
                ('user_id', models.BigIntegerField(null=True)),
                ('mandate_id', models.BigIntegerField(null=True)),
                ('line_id', models.BigIntegerField(null=True)),
                ('action', models.CharField(blank=True, default='', max_length=64)),
                ('subject_kind', models.CharField(blank=True, default='', max_length=64)),
                ('subject_id', models.BigIntegerField(null=True)),
                ('detail', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, null=True)),
                ('table_name', models.CharField(blank=True, default='', max_length=64)),
                ('row_key', models.TextField(blank=True, default='')),
                ('operation', models.CharField(blank=True, default='', max_length=8)),
                ('changes', models.JSONField(decoder=gaodi.kernel.models.ExactDecoder, encoder=django.core.serializers.json.DjangoJSONEncoder, null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['txid', 'id'], name='audit_txid'), models.Index(fields=['subject_kind', 'subject_id'], name='audit_subject'), models.Index(fields=['table_name', 'row_key'], name='audit_row')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'line'), models.Q(('action', ''), _negated=True)), models.Q(('kind', 'row'), models.Q(('table_name', ''), _negated=True)), _connector='OR'), name='audit_is_line_or_row')],
            },
        ),
        migrations.CreateModel(
            name='AuditSeal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_txid', models.BigIntegerField()),
                ('to_txid', models.BigIntegerField()),
                ('count', models.IntegerField()),
                ('marks', models.BinaryField()),
                ('previous', models.CharField(max_length=64)),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('sealed_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('from_txid__lt', models.F('to_txid'))), name='seal_covers_something'), models.UniqueConstraint(fields=('previous',), name='seal_chain_does_not_fork')],
            },
        ),
        migrations.CreateModel(
            name='BusinessDay',
            fields=[
                ('id', models.SmallIntegerField(default=1, editable=False, primary_key=True, serialize=False)),
                ('day', models.DateField(verbose_name='业务日')),
                ('moved_at', models.DateTimeField(verbose_name='推进时间')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='business_day_is_one')],
            },
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=64)),
                ('on', models.DateField()),
                ('at', models.DateTimeField()),
                ('actor', models.CharField(max_length=200)),
                ('user_id', models.BigIntegerField(null=True)),
                ('mandate_id', models.BigIntegerField(null=True)),
                ('subject_kind', models.CharField(blank=True, default='', max_length=64)),
                ('subject_id', models.BigIntegerField(null=True)),
                ('payload', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
            ],
            options={
                'indexes': [models.Index(fields=['kind', 'on'], name='event_kind_on'), models.Index(fields=['subject_kind', 'subject_id'], name='event_subject')],
            },
        ),
        migrations.CreateModel(
            name='Instance',
            fields=[
                ('id', models.SmallIntegerField(default=1, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('demo', '演示'), ('live', '正式')], max_length=8, verbose_name='类别')),
                ('region', models.CharField(max_length=64, verbose_name='地区包')),
                ('born_at', models.DateTimeField(verbose_name='建立时间')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='instance_is_one'), models.CheckConstraint(condition=models.Q(('kind__in', ['demo', 'live'])), name='instance_kind_known')],
            },
        ),
        migrations.CreateModel(
            name='PackVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('pack', models.CharField(max_length=64)),
                ('version', models.CharField(max_length=32)),
                ('title', models.CharField(max_length=200)),
                ('digest', models.CharField(max_length=64)),
                ('content', models.JSONField()),
                ('files', models.JSONField(default=dict)),
                ('loaded_at', models.DateTimeField()),
                ('loaded_by', models.CharField(max_length=200)),
                ('origin', models.CharField(choices=[('folder', '文件夹载入'), ('draft', '草稿发布')], default='folder', max_length=8)),
            ],
            options={
                'indexes': [models.Index(fields=['pack', 'digest'], name='pack_digest')],
            },
        ),
        migrations.RunSQL(AUDIT_FUNCTION, 'DROP FUNCTION gaodi_audit_row();'),
        AppendOnly('kernel_auditrecord'),
        AppendOnly('kernel_auditseal'),
        AppendOnly('kernel_event'),
        AppendOnly('kernel_packversion'),
        AppendOnly('kernel_instance'),
        AuditTable('kernel_instance'),
        AuditTable('kernel_businessday'),
    ]
