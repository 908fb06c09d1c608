package codex.agent.requirements;

import codex.engine.FaultList;
import codex.engine.Question;
import codex.specification.Document;
import codex.specification.Edit;
import codex.specification.ElementKind;
import codex.specification.Elements;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which edits would carry out this instruction?
 *
 * @param attempts earlier edits with why some of them were refused, oldest first; empty the first time
 */
public record ReviseSpecification(Document document, String instruction, List<Attempt> attempts)
        implements Question<ReviseSpecification.Revision> {
    private static final int EDITS = 200;

    /** In characters: as long as an instruction may be. */
    private static final int NOT_UNDERSTOOD = 10_000;

    private static final Pattern ID = Pattern.compile("e[1-9][0-9]{0,8}");

    /** Edits of which some did not do. */
    public record Attempt(Revision revision, List<String> problems) {
        public Attempt {
            problems = List.copyOf(problems);
        }
    }

    /**
     * The edits in order.
     *
     * @param notUnderstood what of the instruction led to no edit; empty when all did
     */
    public record Revision(List<Edit> edits, String notUnderstood) {
        public Revision {
            edits = List.copyOf(edits);
        }
    }

    public ReviseSpecification {
        attempts = List.copyOf(attempts);
    }

    /** Without its attempts but the last, then without any (RELIABILITY.md, C17). */
    @Override
    public Optional<ReviseSpecification> shorter() {
        var left = attempts.size() > 1 ? attempts.subList(attempts.size() - 1, attempts.size()) : List.<Attempt>of();
        return attempts.isEmpty()
                ? Optional.empty()
                : Optional.of(new ReviseSpecification(document, instruction, left));
    }

    @Override
    public Class<Revision> answerType() {
        return Revision.class;
    }

    @Override
    public String agent() {
        return "requirements";
    }

    @Override
    public List<String> faults(Revision revision) {
        var faults = new FaultList();
        faults.count("edits", revision.edits(), EDITS);
        faults.length("notUnderstood", revision.notUnderstood(), NOT_UNDERSTOOD);
        if (revision.edits().isEmpty() && revision.notUnderstood().isBlank()) {
            faults.add("edits is empty; notUnderstood says why, and is empty too");
        }
        var elements = Elements.of(document);
        for (var index = 0; index < revision.edits().size(); index++) {
            judge("edits[%d]".formatted(index), revision.edits().get(index), elements, faults);
        }
        return faults.all();
    }

    private void judge(String member, Edit edit, Elements elements, FaultList faults) {
        if (edit instanceof Edit.Add add && ElementKind.of(add.kind()).isEmpty()) {
            var kinds =
                    Arrays.stream(ElementKind.values()).map(ElementKind::key).collect(Collectors.joining(", "));
            faults.add("%s.kind is one of %s; found “%s”".formatted(member, kinds, add.kind()));
        }
        ids(edit)
                .filter(id -> !there(id, elements))
                .forEach(id -> faults.add("%s names the element “%s”, and there is none".formatted(member, id)));
    }

    private static Stream<String> ids(Edit edit) {
        return switch (edit) {
            case Edit.Add add -> Stream.ofNullable(add.parent());
            case Edit.Change change -> Stream.of(change.element());
            case Edit.Copy copy -> Stream.of(copy.element());
            case Edit.Move move -> Stream.concat(Stream.of(move.element()), Stream.ofNullable(move.parent()));
            case Edit.Remove remove -> Stream.concat(Stream.of(remove.element()), remove.keep().stream());
        };
    }

    // A number that was never given may be that of an element which these edits add; the editor knows.
    private boolean there(String id, Elements elements) {
        return elements.find(id).isPresent()
                || id.equals("document")
                || (ID.matcher(id).matches() && Integer.parseInt(id.substring(1)) > document.lastId());
    }
}
