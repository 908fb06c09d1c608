package codex.web;

import codex.account.ApiTokens;
import codex.account.People;
import codex.account.Sessions;
import codex.account.SetupCode;

/** The ways in: with a password, with a session's cookie, with a program's token, and the first time with a code. */
public record Doors(People people, Sessions sessions, ApiTokens tokens, SetupCode setup) {}
