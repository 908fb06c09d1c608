package codex.specification.intake;

import codex.specification.Behaviour;
import codex.specification.Document;
import codex.specification.Edited;
import codex.specification.Route;
import java.util.List;

/** What became of a document that was given to us. */
public sealed interface Intake {
    /**
     * A specification.
     *
     * @param kind what it was read as: {@code OpenAPI 3.1}, {@code SQL}
     * @param losses what the specification does not say, in reading order
     */
    record Taken(String kind, Document document, List<Loss> losses) implements Intake {
        public Taken {
            losses = List.copyOf(losses);
        }

        /** The losses with equal reasons together, rare ones first. */
        public List<Loss.Repeated> repeated() {
            return Loss.together(losses);
        }

        /** Routes whose behaviour is standard: they need no engine. */
        public List<Route> standard() {
            return document.routes()
                    .filter(route -> !route.behaviour().kind().needsFunction())
                    .toList();
        }

        /** Routes that a function answers: a model writes it, or a recipe that fits. */
        public List<Route> custom() {
            return document.routes()
                    .filter(route -> route.behaviour().kind() == Behaviour.Kind.CUSTOM)
                    .toList();
        }
    }

    /** Nothing can be made of it; at least one problem, whose field says where. */
    record Refused(List<Edited.Problem> problems) implements Intake {
        public Refused {
            problems = List.copyOf(problems);
        }

        static Refused of(String where, String message) {
            return new Refused(List.of(new Edited.Problem(where, message)));
        }
    }
}
