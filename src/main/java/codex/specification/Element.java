package codex.specification;

/**
 * One addressable part of a specification. Its id never changes and is never used again, so links from code, tests and
 * findings survive renames and moves (EXPERIENCE.md, N11).
 */
public sealed interface Element
        permits Feature,
                Role,
                Module,
                Route,
                Parameter,
                Response,
                Rule,
                Example,
                Type,
                Field,
                Enumeration,
                Table,
                Column,
                Assumption,
                OpenQuestion {
    String id();
}
