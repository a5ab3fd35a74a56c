package io.jenkins.trainmodel.spec.data;

import io.jenkins.trainmodel.spec.data.ColumnSpec.Category;
import io.jenkins.trainmodel.spec.data.ColumnSpec.Date;
import io.jenkins.trainmodel.spec.data.ColumnSpec.Missing;
import io.jenkins.trainmodel.spec.data.ColumnSpec.Numbers;
import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ObjectType;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.schema.ValueType;
import io.jenkins.trainmodel.spec.schema.VariantsType;
import io.jenkins.trainmodel.spec.schema.VariantsType.Variant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What columns hold, by their names. */
final class ColumnDeclaration {
    private static final int MOST_CATEGORIES = 10_000;

    private static final Key<ColumnSpec, Optional<Missing>> MISSING_NUMBER = Key.optional(
            "missing",
            Types.words(List.of(Missing.FAIL, Missing.SKIP, Missing.MEAN, Missing.FLAG)),
            ColumnSpec::missing,
            "What becomes of a missing value: an error, the row is left out, the mean of the training samples stands"
                    + " for it, or that and a further feature which is 1 there and otherwise 0; without it, as missing of"
                    + " the data says.");
    private static final Key<ColumnSpec, Optional<Missing>> MISSING_CATEGORY = Key.optional(
            "missing",
            Types.words(List.of(Missing.FAIL, Missing.SKIP, Missing.CATEGORY)),
            ColumnSpec::missing,
            "What becomes of a missing value: an error, the row is left out, or it is a category of its own; without"
                    + " it, as missing of the data says.");
    private static final Key<Category, Integer> MOST = Key.of(
            "most",
            Types.integer(1, MOST_CATEGORIES),
            Category::most,
            100,
            "How many categories are told apart, the most frequent ones among the training samples; others are none of"
                    + " them.");
    private static final Key<Date, Optional<String>> FORMAT = Key.optional(
            "format",
            SeriesDeclaration.FORMAT,
            Date::format,
            "How dates are written: seconds or milliseconds since 1970, or a pattern of Java's DateTimeFormatter; without"
                    + " it, ISO 8601 or such seconds.");
    private static final Key<Date, List<Calendar>> CALENDAR = Key.of(
            "calendar",
            Types.list(Types.word(Calendar.class), 0, Calendar.values().length),
            Date::calendar,
            List.of(),
            "What of the date is a feature besides the time itself, as a sine and a cosine each: hour of the day, weekday,"
                    + " month, day of the year.");

    private static final ObjectType<Numbers> NUMBERS = ObjectType.<Numbers>named("number", "Numbers.")
            .key(MISSING_NUMBER)
            .build(values -> new Numbers(values.get(MISSING_NUMBER)));
    private static final ObjectType<Category> CATEGORY = ObjectType.<Category>named(
                    "category", "Words of which each is a feature that is 0 or 1, learned from the training samples.")
            .key(MOST)
            .key(MISSING_CATEGORY)
            .build(values -> new Category(values.get(MOST), values.get(MISSING_CATEGORY)));
    private static final ObjectType<Date> DATE = ObjectType.<Date>named(
                    "date", "Dates and times, as days that are standardised, and as places in the calendar.")
            .key(FORMAT)
            .key(CALENDAR)
            .key(MISSING_NUMBER)
            .build(values ->
                    new Date(values.get(FORMAT), List.copyOf(values.get(CALENDAR)), values.get(MISSING_NUMBER)));

    static final ValueType<Map<String, ColumnSpec>> TYPE = Types.map(
            Types.text("the name of a column", 1000),
            new VariantsType<ColumnSpec>(List.of(
                    Variant.of(Numbers.class, NUMBERS),
                    Variant.of(Category.class, CATEGORY),
                    Variant.of(Date.class, DATE))),
            "a map of columns to what they hold, such as {colour: category}");

    private ColumnDeclaration() {}
}
