"""The pause: the thread waits for a person. Nothing stands before the interrupt, and nothing is done after it."""

from langgraph.types import interrupt

from agent.state import Resume, State


def await_decision(state: State) -> State:
    answer = interrupt(
        {"message_id": state["message_id"], "draft_id": state.get("draft_id", "")}, response_schema=Resume
    )
    resume = answer if isinstance(answer, Resume) else Resume.model_validate(answer)
    return {"verb": resume.verb, "decision_id": str(resume.decision_id or "")}
