package io.jenkins.trainmodel.spec.own;

import io.jenkins.trainmodel.part.PartCheck.Problem;
import io.jenkins.trainmodel.part.PartCheck.Subject;
import io.jenkins.trainmodel.part.PartKind;
import io.jenkins.trainmodel.part.PartSpec;
import io.jenkins.trainmodel.spec.problem.SpecProblem;
import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.schema.Values;
import io.jenkins.trainmodel.spec.tree.Node;
import io.jenkins.trainmodel.spec.tree.Node.Mapping;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The keys by which a specification names a part of a user's own: one way for all kinds. */
public final class PartKeys<O> {
    /** The name of the object that names a part. */
    public static final String CUSTOM = "custom";

    private static final int LONGEST = 100;

    private final PartKind kind;
    private final Key<O, String> part;
    private final Key<O, Map<String, Object>> options;

    private PartKeys(PartKind kind, Function<? super O, PartSpec> getter) {
        this.kind = kind;
        part = Key.required(
                "part",
                Types.text("the name of a " + kind.word() + " on the class path", LONGEST),
                getter.andThen(PartSpec::name),
                "The name of the " + kind.word() + ", as its class says it.");
        options = Key.of(
                "options",
                new OptionsType(),
                getter.andThen(PartSpec::options),
                Map.of(),
                "What the part itself understands; options called path, or something that ends in Path, are relative"
                        + " to the specification.");
    }

    public static <O> PartKeys<O> of(PartKind kind, Function<? super O, PartSpec> getter) {
        return new PartKeys<>(kind, getter);
    }

    public Key<O, String> part() {
        return part;
    }

    public Key<O, Map<String, Object>> options() {
        return options;
    }

    public PartSpec get(Values values) {
        return new PartSpec(values.get(part), values.get(options));
    }

    /** A key for options with which the same part is asked for something else. */
    public Key<O, Optional<Map<String, Object>>> moreOptions(
            String name, Function<? super O, Optional<Map<String, Object>>> getter, String documentation) {
        return Key.optional(name, new OptionsType(), getter, documentation);
    }

    /** Asks the part, when the whole specification is read and its class path known. */
    public void check(Values values, ReadContext context) {
        context.afterwards(() -> {
            if (values.find(part).isPresent() && values.find(options).isPresent()) {
                check(get(values), options, values, context);
            }
        });
    }

    /** Asks the part whether it takes these options above its own, where it takes those; they must make a difference. */
    public void checkMore(Key<O, Optional<Map<String, Object>>> more, Values values, ReadContext context) {
        context.afterwards(() -> {
            Optional<Map<String, Object>> given = values.find(more).flatMap(options -> options);
            if (given.isPresent()
                    && values.find(part).isPresent()
                    && values.find(options).isPresent()) {
                PartSpec usual = get(values);
                PartSpec other = usual.with(given.get());
                if (other.equals(usual)) {
                    context.report(
                            values.node(more), "the options that the part has anyway", "options that give other data");
                } else if (asked(usual, context).isEmpty()) {
                    check(other, more, values, context);
                }
            }
        });
    }

    private List<Problem> asked(PartSpec spec, ReadContext context) {
        return context.find(ClassPathDeclaration.CLASSPATH)
                .map(classpath -> context.options().parts().check(classpath, kind, spec))
                .orElse(List.of());
    }

    private void check(PartSpec spec, Key<O, ?> from, Values values, ReadContext context) {
        for (Problem problem : asked(spec, context)) {
            Node place = problem.subject() == Subject.CLASSPATH
                    ? ClassPathDeclaration.place(problem.option(), context).orElse(values.node(part))
                    : place(problem, from, values);
            context.reportOnce(new SpecProblem(
                    place.location(), place.path(), problem.found(), problem.allowed(), problem.suggestion()));
        }
    }

    private Node place(Problem problem, Key<O, ?> from, Values values) {
        if (problem.subject() == Subject.OPTION && values.node(from) instanceof Mapping given) {
            return given.find(problem.option()).map(Node.Entry::value).orElse(given);
        }
        return values.node(part);
    }
}
