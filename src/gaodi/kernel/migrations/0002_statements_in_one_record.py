from django.db import migrations, models

from gaodi.kernel.appendonly import CLOSING_FUNCTION
from gaodi.kernel.audit.statements import STATEMENT_FUNCTION


class Migration(migrations.Migration):

    dependencies = [
        ('kernel', '0001_kernel'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='auditrecord',
            name='audit_is_line_or_row',
        ),
        migrations.AlterField(
            model_name='auditrecord',
            name='kind',
            field=models.CharField(choices=[('line', '事项'), ('row', '数据变动'), ('batch', '批量变动')], max_length=8),
        ),
        migrations.AddConstraint(
            model_name='auditrecord',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'line'), models.Q(('action', ''), _negated=True)), models.Q(('kind', 'row'), models.Q(('table_name', ''), _negated=True)), models.Q(('kind', 'batch'), models.Q(('table_name', ''), _negated=True), ('detail__isnull', False)), _connector='OR'), name='audit_is_line_row_or_batch'),
        ),
        migrations.RunSQL(CLOSING_FUNCTION, migrations.RunSQL.noop),
        migrations.RunSQL(STATEMENT_FUNCTION, 'DROP FUNCTION gaodi_audit_statement();'),
    ]
