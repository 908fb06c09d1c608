package codex.agent.architect;

import codex.code.Argument;
import codex.code.FunctionDefinition;
import codex.engine.FaultList;
import codex.engine.Question;
import codex.specification.Document;
import codex.specification.SpecificationText;
import java.util.List;

/**
 * What does this definition mean where it can be read in two ways?
 *
 * @param unclear what the programmer who is to write it asks
 */
public record ClarifyFunction(FunctionDefinition definition, Document document, String unclear)
        implements Question<ClarifyFunction.Clarified> {
    private static final int LONGEST = 4000;

    /** The definition's description and errors as they shall read from now on: the answer stands in them. */
    public record Clarified(String description, List<String> errors) {
        public Clarified {
            errors = List.copyOf(errors);
        }
    }

    private record Asked(
            String name, String description, List<Argument> input, String returnType, List<String> errors) {}

    @Override
    public Class<Clarified> answerType() {
        return Clarified.class;
    }

    @Override
    public String agent() {
        return "architect";
    }

    @Override
    public Object shown(Object value) {
        return switch (value) {
            case Document whole -> SpecificationText.of(whole);
            case FunctionDefinition asked ->
                new Asked(asked.name(), asked.description(), asked.input(), asked.returnType(), asked.errors());
            default -> value;
        };
    }

    @Override
    public List<String> faults(Clarified clarified) {
        var faults = new FaultList();
        faults.said("description", clarified.description(), LONGEST);
        DefinitionJudge.errors(definition.name(), clarified.errors(), faults);
        if (clarified.description().equals(definition.description())
                && clarified.errors().equals(definition.errors())) {
            faults.add(
                    "description and errors are those of before, which the question is about; write the answer into them");
        }
        return faults.all();
    }
}
