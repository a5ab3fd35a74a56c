package io.jenkins.trainmodel.spec.reference;

import io.jenkins.trainmodel.spec.reference.ReferenceSpec.PastRuns;
import io.jenkins.trainmodel.spec.reference.ReferenceSpec.Place;
import io.jenkins.trainmodel.spec.reference.ReferenceSpec.WhenMissing;
import io.jenkins.trainmodel.spec.schema.FileCheck;
import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ObjectType;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.schema.Values;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The object under {@code reference}. */
public final class ReferenceDeclaration {
    private static final int MOST_PAST_RUNS = 200;

    private static final Key<ReferenceSpec, Optional<Path>> PATH = Key.optional(
            "path",
            Types.place("a run directory, model package or curve"),
            ReferenceSpec::path,
            "The other run: its directory, its model package, or where only curves and metrics are compared its event log"
                    + " or a CSV.");
    private static final Key<ReferenceSpec, Optional<String>> MISSING = Key.optional(
            "missing",
            Types.text("why there is none, in one sentence", 1000),
            spec -> spec.place() instanceof Place.Missing missing ? Optional.of(missing.reason()) : Optional.empty(),
            "In place of a path: whoever looked for the reference found none, for this reason.");
    private static final Key<ReferenceSpec, Boolean> FIRST = Key.of(
            "first",
            Types.truth(),
            spec -> spec.place() instanceof Place.First,
            false,
            "In place of a path: the run is the first of its series. There is nothing that it could be worse than.");
    private static final Key<ReferenceSpec, Optional<String>> NAME =
            Key.optional("name", Types.text("a name", 200), ReferenceSpec::name, "The reference as people call it.");
    private static final Key<ReferenceSpec, WhenMissing> WHEN_MISSING = Key.of(
            "whenMissing",
            Types.word(WhenMissing.class),
            ReferenceSpec::whenMissing,
            WhenMissing.START,
            "Whether a run begins where the reference is missing or damaged; gates that need it do not hold then.");
    private static final Key<ReferenceSpec, List<PastRuns>> HISTORY = Key.of(
            "history",
            Types.list(
                    new PastRunsType(),
                    0,
                    MOST_PAST_RUNS,
                    "a list of run directories, such as ['runs/night-*'], or of maps with name, metrics"),
            ReferenceSpec::history,
            List.of(),
            "Accepted runs before, the newest last, whose spread gates may ask for; of directories, only accepted runs count.");

    private static final ObjectType<ReferenceSpec> TYPE = ObjectType.<ReferenceSpec>named(
                    "reference", "The run that this one is compared with, and may begin from.")
            .shorthandKey(PATH)
            .key(MISSING)
            .key(FIRST)
            .key(NAME)
            .key(WHEN_MISSING)
            .key(HISTORY)
            .check(ReferenceDeclaration::checkPlace)
            .check(ReferenceDeclaration::checkPresence)
            .build(values ->
                    new ReferenceSpec(place(values), values.get(NAME), values.get(WHEN_MISSING), values.get(HISTORY)));

    public static final Key<Compared, Optional<ReferenceSpec>> KEY = Key.optional(
            "reference", TYPE, Compared::reference, "The run that this one is compared with, and may begin from.");

    private ReferenceDeclaration() {}

    /** Whether the specification as a whole names none; not where what it says of one is wrong. */
    public static boolean isMissing(ReadContext context) {
        return context.find(KEY).filter(Optional::isEmpty).isPresent();
    }

    private static Place place(Values values) {
        if (values.get(FIRST)) {
            return new Place.First();
        }
        return values.get(PATH)
                .<Place>map(Place.At::new)
                .orElseGet(() -> new Place.Missing(values.get(MISSING).orElseThrow()));
    }

    private static void checkPlace(Values values, ReadContext context) {
        long given = Stream.of(
                        values.isGiven(PATH),
                        values.isGiven(MISSING),
                        values.find(FIRST).orElse(false))
                .filter(present -> present)
                .count();
        if (given != 1) {
            context.report(
                    values.mapping(),
                    (given == 0 ? "none" : "several") + " of path, missing and first",
                    "one of path, missing and first");
        }
    }

    /** Where the run is not to begin without it, its specification is wrong without it. */
    private static void checkPresence(Values values, ReadContext context) {
        boolean needed = context.options().files() == FileCheck.ALL
                && values.find(WHEN_MISSING).filter(WhenMissing.FAIL::equals).isPresent();
        Optional<Path> path = values.find(PATH).flatMap(given -> given);
        if (needed
                && path.filter(Files::exists).isEmpty()
                && values.find(FIRST).filter(first -> first).isEmpty()) {
            context.report(
                    values.node(PATH),
                    path.map(place -> "the reference " + place + ", which does not exist")
                            .or(() -> values.find(MISSING).flatMap(why -> why).map(why -> "no reference: " + why))
                            .orElse("no reference"),
                    "a reference that is there, or whenMissing: start");
        }
    }
}
