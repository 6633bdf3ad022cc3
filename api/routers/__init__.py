"""The addresses, one module a resource; the order counts where one path could be taken for another."""

from __future__ import annotations

from fastapi import APIRouter

from . import entities, health, queries

ROUTERS: tuple[tuple[APIRouter, bool], ...] = (  # and whether it lies under /api/v1
    (health.router, True),
    (queries.router, True),
    (entities.router, True),
)
