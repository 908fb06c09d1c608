package codex.specification;

import java.util.List;

/**
 * A closed set of words.
 *
 * @param name upper camel case: {@code LoanState}
 * @param values as in the JSON, best in lower case with underscores: {@code on_loan}
 */
public record Enumeration(String id, String name, List<String> values, String summary, Source source)
        implements Element {
    public Enumeration {
        values = List.copyOf(values);
    }
}
