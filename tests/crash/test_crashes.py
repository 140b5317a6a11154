"""kill -9 at random moments: the instance recovers, and what was acknowledged stays."""

from __future__ import annotations

import os
import random
import signal

import psutil
import pytest

from tests.crash.acknowledged import Writer
from tests.instances import RunningInstance, wait_until

RECOVERY_SECONDS = 30


def kill_at_a_random_moment(writer: Writer, pid: int) -> None:
    writer.wait_for(random.randint(20, 400))
    os.kill(pid, signal.SIGKILL)


def pid_of(instance: RunningInstance, name: str) -> int:
    run = instance.run()
    assert run is not None
    return run.supervisor.pid if name == "supervisor" else run.children[name].pid


@pytest.mark.parametrize("name", ["web", "worker", "database"])
def test_killed_child_is_started_again(instance: RunningInstance, writer: Writer, name: str) -> None:
    killed = pid_of(instance, name)

    kill_at_a_random_moment(writer, killed)

    wait_until(lambda: pid_of(instance, name) != killed, f"a new {name}", RECOVERY_SECONDS)
    wait_until(instance.answers, "the first page after the kill", RECOVERY_SECONDS)
    writer.wait_for(20)
    assert writer.lost() == set()


def test_killed_web_worker_is_replaced_by_its_master(instance: RunningInstance, writer: Writer) -> None:
    master = psutil.Process(pid_of(instance, "web"))
    wait_until(lambda: len(master.children()) == 2, "two web workers", RECOVERY_SECONDS)
    killed = random.choice(master.children()).pid

    kill_at_a_random_moment(writer, killed)

    wait_until(
        lambda: len({p.pid for p in master.children()} - {killed}) == 2, "a new web worker", RECOVERY_SECONDS
    )
    assert instance.answers()
    assert writer.lost() == set()


def test_killed_supervisor_takes_its_children_along_and_up_works_again(
    instance: RunningInstance, writer: Writer
) -> None:
    run = instance.run()
    assert run is not None

    kill_at_a_random_moment(writer, run.supervisor.pid)

    wait_until(lambda: not instance.left_over(run.run_id), "the end of its children", RECOVERY_SECONDS)
    instance.up()
    writer.wait_for(20)
    assert writer.lost() == set()


def test_everything_killed_at_once_and_up_works_again(instance: RunningInstance, writer: Writer) -> None:
    run = instance.run()
    assert run is not None
    writer.wait_for(random.randint(20, 400))

    for record in [run.supervisor, *run.children.values()]:
        os.kill(record.pid, signal.SIGKILL)

    instance.up()
    writer.wait_for(20)
    assert writer.lost() == set()


def test_second_up_replaces_the_first(instance: RunningInstance, writer: Writer) -> None:
    first = instance.process
    assert first is not None

    instance.up()

    assert first.wait(30) == 0
    writer.wait_for(20)
    assert writer.lost() == set()


def test_down_leaves_no_process(instance: RunningInstance) -> None:
    run = instance.run()
    assert run is not None

    instance.down()

    assert instance.left_over(run.run_id) == []
    assert instance.run() is None


def test_ctrl_c_leaves_no_process(instance: RunningInstance) -> None:
    run = instance.run()
    assert run is not None

    code = instance.interrupt()

    assert code == 0
    assert instance.left_over(run.run_id) == []
