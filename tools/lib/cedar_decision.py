"""Prints what one decision of Cedar costs, by the package cedarpy, among as many rules of the same shape.

Beside our own figures, not against them: Cedar counts no quota, and this is its way from Python.
"""
import json
import statistics
import time

import cedarpy

FUNCTIONS = 20
COUNT = 256
ROUNDS = 40


def policies():
    yield 'forbid (principal, action, resource) when { principal.person == "899900000015" };'
    for index in range(FUNCTIONS):
        for profession in (10, 21):
            yield (
                f'permit (principal, action == Action::"service.function-{index}", resource) when {{ '
                f'["CPS"].contains(principal.card) && [{profession}].contains(principal.profession) && '
                f'principal.evidence == "proof" && context.authenticated_seconds_ago <= 3600 }};'
            )


def main():
    rules = cedarpy.PolicySet.from_str("\n".join(policies()))
    attributes = {"card": "CPS", "profession": 21, "person": "810000000017", "evidence": "proof"}
    person = {"uid": {"type": "Professional", "id": "810000000017"}, "attrs": attributes, "parents": []}
    entities = cedarpy.Entities.from_json_str(json.dumps([person]))
    request = {
        "principal": 'Professional::"810000000017"',
        "action": f'Action::"service.function-{FUNCTIONS // 2}"',
        "resource": 'Service::"infopatient"',
        "context": {"authenticated_seconds_ago": 600},
    }
    samples = []
    for _ in range(ROUNDS):
        start = time.thread_time_ns()
        for _ in range(COUNT):
            if not cedarpy.is_authorized(request, rules, entities).allowed:
                raise SystemExit("Cedar refuses what it must allow")
        samples.append((time.thread_time_ns() - start) / COUNT / 1000)
    print(
        f"| Cedar, by cedarpy, without a quota | {min(samples):.2f} | {statistics.median(samples):.2f} |"
    )


main()
