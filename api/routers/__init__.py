"""The addresses, one module a resource; the order counts where one path could be taken for another."""

from __future__ import annotations

from fastapi import APIRouter

from . import consoles, documents, entities, facts, graph, health, identity, meaning, pages, queries, review

API: tuple[APIRouter, ...] = (  # under /api/v1
    health.router,
    queries.router,
    identity.router,
    entities.router,
    facts.router,
    documents.router,
    review.router,
    graph.router,
    consoles.router,
    meaning.router,
)
ROOT: tuple[APIRouter, ...] = (consoles.root, meaning.root, pages.root)
