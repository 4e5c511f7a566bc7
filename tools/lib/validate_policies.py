#!/usr/bin/env python3
"""Says of each policy in a JSON array of YAML texts whether the schema named on the command line admits it.

Needs python3-jsonschema and python3-yaml.
"""

import json
import re
import sys

import jsonschema
import yaml


class CoreLoader(yaml.SafeLoader):
    """YAML 1.2 core schema: no dates, no yes and no; a key occurs once."""


CoreLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":bool"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
CoreLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), list("tf"))

with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
verdicts = []
for text in json.load(sys.stdin):
    verdicts.append(validator.is_valid(yaml.load(text, Loader=CoreLoader)))
json.dump(verdicts, sys.stdout)
