package codex.web;

import codex.specification.Edited.Problem;
import java.util.List;

/**
 * One field of a form with what is in it.
 *
 * @param name the member it sets, a path with dots: {@code limits.max}
 * @param value as text; a list has one item a line
 * @param choices what a choice offers
 * @param problems why its value was refused
 */
public record Control(
        String name, String label, Look look, String value, List<String> choices, String hint, List<Problem> problems) {
    /** How a field looks, and how its text becomes a member. */
    public enum Look {
        /** A line of words. */
        LINE,
        /** A line that a machine reads. */
        CODE,
        /** Words of several lines. */
        WORDS,
        /** A list, one item a line. */
        ITEMS,
        /** A number; empty for none. */
        NUMBER,
        /** A line that may be absent. */
        OPTIONAL,
        /** One of its choices. */
        CHOICE,
        /** Yes or no. */
        FLAG
    }

    public Control {
        choices = List.copyOf(choices);
        problems = List.copyOf(problems);
    }

    static Control of(String name, String label, Look look, String hint, String... choices) {
        return new Control(name, label, look, "", List.of(choices), hint, List.of());
    }

    Control with(String text) {
        return new Control(name, label, look, text, choices, hint, problems);
    }

    Control with(List<Problem> refused) {
        return new Control(name, label, look, value, choices, hint, refused);
    }

    Control offering(List<String> offered) {
        return new Control(name, label, look, value, offered, hint, problems);
    }

    public boolean mono() {
        return look == Look.CODE || look == Look.NUMBER || look == Look.ITEMS;
    }

    public boolean refused() {
        return !problems.isEmpty();
    }
}
