"""Work done by several processes, which are forked when all that it needs lies in memory: nothing is copied or sent to them."""

import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from traceback import format_exception
from typing import Any, TypeVar

from sitegen.problems import Refused, Span, error

Given = TypeVar("Given")


def usual() -> int:
    """How many processes there is room for: as many as processors that this one may use.

    One where none can be forked, and on macOS, whose own libraries may fail in a forked process
    (https://docs.python.org/3/library/multiprocessing.html#contexts-and-start-methods).
    """
    if sys.platform in ("win32", "darwin"):
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(tasks: Sequence[Callable[[], Given]], jobs: int) -> list[Given]:
    """What each of some tasks gives, in their order, whichever of so many processes did it; what they give can be pickled.

    Whoever has done a task takes the next one. An exception of a task is raised here, that of the first task of several:
    Refused and OSError as they are, any other as a RuntimeError that says where it was raised. What a task changes in memory is
    seen by later tasks of the same process alone. A process ends with the task that it is at when this one is killed. Raises
    Refused where one of them dies.
    """
    jobs = min(jobs, len(tasks)) if hasattr(os, "fork") else 1
    if jobs < 2:
        return [task() for task in tasks]
    context: Any = multiprocessing.get_context("fork")
    following = context.Value("i", 0)
    gc.collect()
    gc.freeze()  # a collection in one of the processes would touch, and so copy, all that they share
    receivers = []
    try:
        for _ in range(jobs):
            receiver, sender = context.Pipe(duplex=False)
            process = context.Process(target=_work, args=(tasks, following, sender, os.getpid()), daemon=True)
            process.start()
            sender.close()
            receivers.append((process, receiver))
        done = [one for process, receiver in receivers for one in _received(process, receiver)]
    except BaseException:  # Ctrl-C too: nobody is left to take what they send
        for process, _ in receivers:
            process.terminate()
        raise
    finally:
        gc.unfreeze()
    done.sort(key=lambda one: one[0])
    if fault := next((fault for *_, fault in done if fault), None):
        raise fault
    return [result for _, result, _ in done]


def _work(tasks: Sequence[Callable[[], object]], following: Any, sender: Any, parent: int) -> None:
    """Do tasks until none is left or the process that wants them is gone; send each one's number, result and fault."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the other's to hear, who ends this one
    done: list[tuple[int, object, Exception | None]] = []
    while os.getppid() == parent:
        with following.get_lock():
            at, following.value = following.value, following.value + 1
        if at >= len(tasks):
            break
        try:
            done.append((at, tasks[at](), None))
        except Exception as fault:  # noqa: BLE001 it is raised again where the results are wanted
            done.append((at, None, _sendable(fault)))
            break
    with suppress(BrokenPipeError):  # nobody is left to hear of it
        sender.send(done)


def _received(process: Any, receiver: Any) -> list[tuple[int, Any, Exception | None]]:
    try:
        done: list[tuple[int, Any, Exception | None]] = receiver.recv()
    except EOFError:
        message = "a process of the build was stopped from outside, perhaps for want of memory"
        raise Refused(error(Span("sitegen"), message, "build with fewer of them: --jobs 1")) from None
    process.join()
    return done


def _sendable(fault: Exception) -> Exception:
    """An exception that another process can be sent: of one that may carry anything, where it was raised and what it said."""
    return fault if isinstance(fault, Refused | OSError) else RuntimeError("".join(format_exception(fault)))
