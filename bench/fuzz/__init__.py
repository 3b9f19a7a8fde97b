"""Finds input that sitegen fails on: makes hostile input from a seed, holds sitegen to its promises, makes what fails small.

`inputs` makes hostile text; `judging` says what a finding is and makes it small; `commands` runs sitegen in processes.
`reading`, `merging`, `sites`, `arguments` and `kills` each hold one part of sitegen to what it promises.
"""
