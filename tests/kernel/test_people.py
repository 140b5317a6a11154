import pytest

from gaodi.engines.rules.dictionary import Visibility
from gaodi.kernel.people import Actor, NobodyActs, Viewer

pytestmark = pytest.mark.no_database


def test_a_system_actor_has_a_name_and_no_person():
    actor = Actor.system("sweeper")

    assert str(actor) == "system:sweeper"
    assert (actor.user_id, actor.mandate_id) == (None, None)


def test_nobody_enters_only_the_public_section():
    viewer = Viewer.anonymous()

    assert viewer.is_anonymous
    assert viewer.may_enter("public")
    assert not viewer.may_enter("office")


def test_nobody_sees_only_public_facts():
    viewer = Viewer.anonymous()

    assert [one for one in Visibility if viewer.may_see(one)] == [Visibility.PUBLIC]


def test_a_viewer_acts_under_the_mandate_they_look_with():
    viewer = Viewer(user_id=7, name="王芳", party_id=700, party_name="新材", mandate_id=70, unit="jrj")

    assert viewer.as_actor() == Actor.person("王芳", user_id=7, mandate_id=70, party_id=700, unit="jrj")


def test_nobody_cannot_act():
    with pytest.raises(NobodyActs):
        Viewer.anonymous().as_actor()
