"""The path of one mail as a graph: read → match → gate → compose → await. It decides; it never sends.

One thread per message. Tables are the truth: every step looks there first, so losing all checkpoints loses nothing.
"""

import os
from typing import Any
from uuid import UUID

os.environ.setdefault("LANGGRAPH_STRICT_MSGPACK", "true")
os.environ.setdefault("LANGSMITH_TRACING", "false")

from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.checkpoint.postgres import PostgresSaver
from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph
from langgraph.types import Command
from psycopg import Connection
from psycopg.rows import dict_row
from psycopg_pool import ConnectionPool
from sqlalchemy import Engine, text

from agent import steps
from agent.domain.vocabulary import MessageState, Verb
from agent.parts import Parts
from agent.records import transaction
from agent.records.mail import Message
from agent.state import State, beginning

Graph = CompiledStateGraph[State, None, State, State]


def build(parts: Parts, saver: BaseCheckpointSaver[Any] | None) -> Graph:
    def read(state: State) -> State:
        steps.read(parts, UUID(state["message_id"]))
        return {}

    def match(state: State) -> State:
        steps.match(parts, UUID(state["message_id"]))
        return {}

    def gate(state: State) -> State:
        steps.gate(parts, UUID(state["message_id"]))
        return {}

    def compose(state: State) -> State:
        decision = state.get("decision_id") or None
        return steps.compose(parts, UUID(state["message_id"]), UUID(decision) if decision else None)

    builder = StateGraph(State)
    builder.add_node("read", read)
    builder.add_node("match", match)
    builder.add_node("gate", gate)
    builder.add_node("compose", compose)
    builder.add_node("await", steps.await_decision)
    builder.add_edge(START, "read")
    builder.add_edge("read", "match")
    builder.add_edge("match", "gate")
    builder.add_edge("gate", "compose")
    builder.add_conditional_edges("compose", lambda state: "await" if state.get("draft_id") else END)
    builder.add_conditional_edges("await", after_decision)
    return builder.compile(checkpointer=saver)


def after_decision(state: State) -> str:
    return "compose" if state.get("verb") == Verb.REDRAFT else END


# --- running it ---------------------------------------------------------------------------------------------------


def saver_pool(url: str) -> ConnectionPool[Connection[dict[str, Any]]]:
    return ConnectionPool(
        url,
        min_size=1,
        max_size=4,
        open=True,
        kwargs={"autocommit": True, "prepare_threshold": 0, "row_factory": dict_row},
    )


def saver(pool: ConnectionPool[Connection[dict[str, Any]]]) -> PostgresSaver:
    return PostgresSaver(pool)


def prepare(url: str, engine: Engine) -> None:
    """Create the checkpoint tables where they are missing; one process at a time."""
    with engine.connect() as connection:
        connection.execute(text("SELECT pg_advisory_lock(0x636b7074)"))
        connection.commit()
        try:
            with saver_pool(url) as pool:
                PostgresSaver(pool).setup()
        finally:
            connection.execute(text("SELECT pg_advisory_unlock(0x636b7074)"))
            connection.commit()


def thread_of(message_id: UUID) -> Any:
    return {"configurable": {"thread_id": f"message-{message_id}"}}


def work(graph: Graph, message_id: UUID) -> None:
    """Bring a message to its pause or its end. A thread that already waits is left alone."""
    thread = thread_of(message_id)
    state = graph.get_state(thread)
    if state.next and any(task.interrupts for task in state.tasks):
        return
    start = None if state.next else beginning(message_id)
    graph.invoke(start, thread, durability="sync")


def resume(parts: Parts, graph: Graph, message_id: UUID, verb: str, decision_id: UUID | None) -> None:
    """Tell the waiting thread what was decided. A lost thread is rebuilt from the tables; a finished one stays finished."""
    if not pauses(graph, message_id) and verb == Verb.REDRAFT and still_open(parts, message_id):
        work(graph, message_id)
    if waiting := pauses(graph, message_id):
        answer = {"verb": verb, "decision_id": str(decision_id) if decision_id else None}
        graph.invoke(Command(resume={waiting[0]: answer}), thread_of(message_id), durability="sync")


def pauses(graph: Graph, message_id: UUID) -> list[str]:
    """Ids of the interrupts that the thread waits at: one, or none."""
    return [one.id for task in graph.get_state(thread_of(message_id)).tasks for one in task.interrupts]


def still_open(parts: Parts, message_id: UUID) -> bool:
    with transaction(parts.engine) as session:
        message = session.get_one(Message, message_id)
        waits = message.state in (MessageState.WAITING_SPECIALIST, MessageState.ESCALATED)
        return waits and message.view is not None  # what could not be read is answered by hand alone


def forget(graph: Graph, message_id: UUID) -> None:
    """Drop a finished thread's bookmarks."""
    saver = graph.checkpointer
    if isinstance(saver, BaseCheckpointSaver) and not graph.get_state(thread_of(message_id)).next:
        saver.delete_thread(f"message-{message_id}")
