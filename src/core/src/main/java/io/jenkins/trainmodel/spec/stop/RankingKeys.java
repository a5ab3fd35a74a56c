package io.jenkins.trainmodel.spec.stop;

import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.spec.metric.MetricType;
import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.schema.Values;
import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.StopRule.EarlyStopping;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The keys that say by which metric something of a run is the best; stop rules, which are read before, give the default. */
public record RankingKeys<R extends Ranked>(Key<R, String> metric, Key<R, Direction> mode) {

    /** Keys of what is compared, as people call it, such as a checkpoint. */
    public static <R extends Ranked> RankingKeys<R> of(String compared) {
        Key<R, String> metric = Key.derived(
                "metric",
                MetricType.OF_RUN,
                Ranked::metric,
                "that of the first earlyStopping rule, otherwise validation/loss",
                (values, context) -> Optional.of(
                        earlyStopping(context).map(EarlyStopping::metric).orElse(MetricNames.VALIDATION_LOSS)),
                "The metric that tells which " + compared + " is best.");
        Key<R, Direction> mode = Key.derived(
                "mode",
                Types.word(Direction.class),
                Ranked::mode,
                "by metric",
                (values, context) -> mode(metric, values, context),
                "Which way the metric gets better; required where neither the metric nor an earlyStopping rule on it"
                        + " tells.");
        return new RankingKeys<>(metric, mode);
    }

    private static Optional<Direction> mode(Key<?, String> key, Values values, ReadContext context) {
        Optional<String> metric = values.find(key);
        return earlyStopping(context)
                .filter(rule -> metric.filter(rule.metric()::equals).isPresent())
                .map(EarlyStopping::mode)
                .or(() -> MetricType.direction(key, values, context));
    }

    private static Optional<EarlyStopping> earlyStopping(ReadContext context) {
        return context.find(StopWhenDeclaration.KEY).stream()
                .flatMap(RankingKeys::all)
                .filter(EarlyStopping.class::isInstance)
                .map(EarlyStopping.class::cast)
                .findFirst();
    }

    private static Stream<StopRule> all(List<StopRule> rules) {
        return rules.stream().flatMap(rule -> Stream.concat(Stream.of(rule), all(rule.rules())));
    }
}
