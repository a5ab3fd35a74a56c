package io.jenkins.trainmodel.spec.data;

import io.jenkins.trainmodel.spec.data.Series.Duplicates;
import io.jenkins.trainmodel.spec.data.Series.MissingSteps;
import io.jenkins.trainmodel.spec.data.Series.SeriesSplit;
import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ObjectType;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.schema.ValueType;
import io.jenkins.trainmodel.spec.schema.Values;
import io.jenkins.trainmodel.spec.tree.Node;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Data of the type {@code series}. */
final class SeriesDeclaration {
    private static final int MOST_COLUMNS = 1000;
    private static final int MOST_STEPS = 100_000;
    private static final ValueType<String> COLUMN = Types.text("the name of a column", 1000);

    /** How times are written. */
    static final ValueType<String> FORMAT = Types.checked(
            Types.text("seconds, milliseconds, or a pattern such as 'dd.MM.yyyy HH:mm'", 100),
            SeriesDeclaration::checkFormat);

    private static final Key<Series, Path> PATH = Key.required(
            "path",
            Types.file(),
            Series::path,
            "The file: comma-separated values with a header line, or Parquet where its name ends in .parquet or .pq; in the order"
                    + " of time.");
    private static final Key<Series, String> TIME =
            Key.of("time", COLUMN, Series::time, "time", "The column with the time of every row.");
    private static final Key<Series, Optional<String>> TIME_FORMAT = Key.optional(
            "timeFormat",
            FORMAT,
            Series::timeFormat,
            "How times are written: seconds or milliseconds since 1970, or a pattern of Java's DateTimeFormatter; without"
                    + " it, ISO 8601 or such seconds.");
    private static final Key<Series, List<String>> TARGETS = Key.required(
            "target",
            Types.listOrSingle(COLUMN, MOST_COLUMNS),
            Series::targets,
            "The columns to predict; what they were is an input as well.");
    private static final Key<Series, List<String>> FEATURES = Key.of(
            "features",
            Types.list(COLUMN, 0, MOST_COLUMNS),
            Series::features,
            List.of(),
            "Further columns that are inputs.");
    private static final Key<Series, Optional<String>> SERIES = Key.optional(
            "series",
            COLUMN,
            Series::series,
            "The column that says which series a row is of, where the file holds many.");
    private static final Key<Series, List<Calendar>> CALENDAR = Key.of(
            "calendar",
            Types.list(Types.word(Calendar.class), 0, Calendar.values().length),
            Series::calendar,
            List.of(),
            "What of the time is an input, as a sine and a cosine each: hour of the day, weekday, month, day of the year.");
    private static final Key<Series, Integer> WINDOW =
            Key.required("window", Types.integer(1, MOST_STEPS), Series::window, "Steps that the model sees.");
    private static final Key<Series, Integer> HORIZON =
            Key.required("horizon", Types.integer(1, MOST_STEPS), Series::horizon, "Steps that it predicts.");
    private static final Key<Series, Integer> STRIDE =
            Key.of("stride", Types.integer(1, MOST_STEPS), Series::stride, 1, "Steps from one window to the next.");
    private static final Key<Series, Integer> SEASON = Key.of(
            "season",
            Types.integer(1, MOST_STEPS),
            Series::season,
            1,
            "Steps after which the series is about the same again, such as 24 for hours of days; the naive forecast repeats"
                    + " the last so many, by default the last value.");
    private static final Key<Series, MissingSteps> MISSING = Key.of(
            "missing",
            Types.word(MissingSteps.class),
            Series::missing,
            MissingSteps.FAIL,
            "What becomes of a step without a row or a value: an error; the value before is repeated as an input and never"
                    + " predicted; or no window spans it.");
    private static final Key<Series, Duplicates> DUPLICATES = Key.of(
            "duplicates",
            Types.word(Duplicates.class),
            Series::duplicates,
            Duplicates.FAIL,
            "What becomes of several rows of the same time: an error, or the first or the last of them counts.");
    private static final Key<Series, SeriesSplit> SPLIT = Key.of(
            "split",
            Types.word(SeriesSplit.class),
            Series::split,
            SeriesSplit.TIME,
            "What is held out: what comes last in time, or whole series, drawn with the seed.");
    private static final Key<Series, HeldOut> VALIDATION = Key.of(
            "validation",
            new HeldOutType(),
            Series::heldOut,
            new HeldOut.Share(0.2),
            "What is held out for validation: the last so much of the rows before the test, or what is measured from then"
                    + " on.");
    private static final Key<Series, Optional<HeldOut>> TEST = Key.optional(
            "test",
            new HeldOutType(),
            Series::tested,
            "What comes last and is kept for the test: the model that is kept is measured on it once, at the end, and no"
                    + " rule sees it.");

    static final ObjectType<Series> TYPE = ObjectType.<Series>named(
                    "series", "Numbers measured one after the other, for forecasts of those that come next.")
            .key(PATH)
            .key(TIME)
            .key(TIME_FORMAT)
            .key(TARGETS)
            .key(FEATURES)
            .key(SERIES)
            .key(CALENDAR)
            .key(WINDOW)
            .key(HORIZON)
            .key(STRIDE)
            .key(SEASON)
            .key(MISSING)
            .key(DUPLICATES)
            .key(SPLIT)
            .key(VALIDATION)
            .key(TEST)
            .check(SeriesDeclaration::checkColumns)
            .check(SeriesDeclaration::checkParts)
            .check(SeriesDeclaration::checkOrder)
            .build(values -> new Series(
                    values.get(PATH),
                    values.get(TIME),
                    values.get(TIME_FORMAT),
                    values.get(TARGETS),
                    values.get(FEATURES),
                    values.get(SERIES),
                    values.get(CALENDAR),
                    values.get(WINDOW),
                    values.get(HORIZON),
                    values.get(STRIDE),
                    values.get(SEASON),
                    values.get(MISSING),
                    values.get(DUPLICATES),
                    values.get(SPLIT),
                    values.get(VALIDATION),
                    values.get(TEST)));

    private SeriesDeclaration() {}

    private static boolean checkFormat(Node node, String format, ReadContext context) {
        try {
            new TimeFormat(Optional.of(format));
            return true;
        } catch (IllegalArgumentException unknown) {
            context.reportFound(node, "seconds, milliseconds, or a pattern such as 'dd.MM.yyyy HH:mm'");
            return false;
        }
    }

    private static void checkColumns(Values values, ReadContext context) {
        Set<String> used = new HashSet<>();
        values.find(TIME).ifPresent(used::add);
        values.find(SERIES)
                .flatMap(column -> column)
                .ifPresent(column -> checkOnce(SERIES, column, used, values, context));
        used.addAll(calendarColumns(values, context));
        for (Key<Series, List<String>> key : List.of(TARGETS, FEATURES)) {
            for (String column : values.find(key).orElse(List.of())) {
                checkOnce(key, column, used, values, context);
            }
        }
    }

    /** The features that the calendar adds. */
    private static Set<String> calendarColumns(Values values, ReadContext context) {
        Set<String> columns = new HashSet<>();
        for (Calendar cycle : values.find(CALENDAR).orElse(List.of())) {
            if (!columns.add(cycle.sine())) {
                String word = cycle.name().toLowerCase(Locale.ROOT);
                context.report(values.node(CALENDAR), "`" + word + "` a second time", "every cycle once");
            }
            columns.add(cycle.cosine());
        }
        return columns;
    }

    private static void checkOnce(Key<?, ?> key, String column, Set<String> used, Values values, ReadContext context) {
        if (!used.add(column)) {
            context.report(values.node(key), "the column `" + column + "` a second time", "every column once");
        }
    }

    private static void checkParts(Values values, ReadContext context) {
        Optional<HeldOut> tested = values.find(TEST).flatMap(part -> part);
        if (share(values.find(VALIDATION)) + share(tested) >= 1) {
            context.report(
                    values.node(TEST), "with validation all of the samples", "a share that leaves some to train with");
        }
        boolean whole = values.find(SPLIT).filter(SeriesSplit.SERIES::equals).isPresent();
        boolean dated = Stream.concat(values.find(VALIDATION).stream(), tested.stream())
                .anyMatch(HeldOut.From.class::isInstance);
        if (whole && (dated || values.find(SERIES).filter(Optional::isEmpty).isPresent())) {
            context.report(
                    values.node(SPLIT),
                    dated ? "whole series, and a time from which they are held out" : "whole series of a single one",
                    dated ? "shares of the series, or split: time" : "series with the column that tells them apart");
        }
    }

    private static double share(Optional<HeldOut> part) {
        return part.map(held -> held instanceof HeldOut.Share share ? share.share() : 0.0)
                .orElse(0.0);
    }

    private static void checkOrder(Values values, ReadContext context) {
        Optional<String> validation = from(values.find(VALIDATION));
        Optional<String> test = from(values.find(TEST).flatMap(part -> part));
        if (validation.isPresent() && test.isPresent() && isSurelyLate(validation.get(), test.get())) {
            context.report(
                    values.node(TEST), "a test that begins before validation", "a time after that of validation");
        }
    }

    /** Whether validation begins no sooner than the test; the file alone can tell where one of the two is on its clock. */
    private static boolean isSurelyLate(String validation, String test) {
        TimeStamp begin = TimeStamp.parse(validation).orElseThrow();
        return TimeStamp.namesZone(validation) == TimeStamp.namesZone(test)
                && begin.compareTo(TimeStamp.parse(test).orElseThrow()) >= 0;
    }

    private static Optional<String> from(Optional<HeldOut> part) {
        return part.flatMap(held -> held instanceof HeldOut.From from ? Optional.of(from.time()) : Optional.empty());
    }

    /** Whether the data that is read is of this type, also where one of its keys is wrong. */
    static boolean isRead(ReadContext context) {
        return context.find(STRIDE).isPresent() || context.find(SEASON).isPresent();
    }
}
