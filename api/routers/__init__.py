"""The addresses, one module a resource; the order counts where one path could be taken for another."""

from __future__ import annotations

from fastapi import APIRouter

from . import consoles, documents, entities, facts, graph, health, identity, meaning, pages, queries, review

CONSOLE: APIRouter = consoles.root  # addresses are tried in this order, and these two are asked most
API: tuple[APIRouter, ...] = (  # under /api/v1
    queries.router,
    health.router,
    identity.router,
    entities.router,
    facts.router,
    documents.router,
    review.router,
    graph.router,
    consoles.router,
    meaning.router,
)
ROOT: tuple[APIRouter, ...] = (meaning.root, pages.root)
