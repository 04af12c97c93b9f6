"""The steps of one mail's way, in reading order: read, match, gate, compose, await. Each does its work once."""

from agent.steps.await_decision import await_decision
from agent.steps.compose import compose
from agent.steps.gate import gate
from agent.steps.match import match
from agent.steps.read import read

__all__ = ["await_decision", "compose", "gate", "match", "read"]
