package io.jenkins.trainmodel.trainer.data.series;

import io.jenkins.trainmodel.spec.data.HeldOut;
import io.jenkins.trainmodel.spec.data.Series;
import io.jenkins.trainmodel.spec.data.Series.SeriesSplit;
import io.jenkins.trainmodel.spec.data.TimeStamp;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.split.ContentNumber;
import io.jenkins.trainmodel.trainer.data.split.Split;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/** Which steps train and which judge. */
sealed interface Sides {
    /** The side of a step. */
    Side of(int series, long microseconds);

    /** Where a model that was trained is measured on all of them. */
    record Same(Side side) implements Sides {
        @Override
        public Side of(int series, long microseconds) {
            return side;
        }
    }

    static Sides of(Series spec, Timeline timeline, long seed) {
        return spec.split() == SeriesSplit.TIME ? ByTime.of(spec, timeline) : BySeries.of(spec, timeline, seed);
    }

    /**
     * What comes later judges.
     *
     * @param validation microseconds from which on steps validate
     * @param test microseconds from which on they are for the test
     */
    record ByTime(long validation, long test) implements Sides {
        private static ByTime of(Series spec, Timeline timeline) {
            long[] times = IntStream.range(0, timeline.size())
                    .filter(step -> !timeline.filled().get(step))
                    .mapToLong(step -> timeline.microseconds()[step])
                    .sorted()
                    .toArray();
            long test = spec.tested().map(part -> begin(timeline, times, part)).orElse(Long.MAX_VALUE);
            long[] before = Arrays.stream(times).takeWhile(time -> time < test).toArray();
            double share = spec.heldOut() instanceof HeldOut.Share part ? ofRest(part.share(), spec.tested()) : 0;
            long validation = spec.heldOut() instanceof HeldOut.From from
                    ? microseconds(timeline, from)
                    : begin(timeline, before, new HeldOut.Share(share));
            return new ByTime(validation, test);
        }

        /** A share of all as one of what a test leaves. */
        private static double ofRest(double share, Optional<HeldOut> tested) {
            return tested.orElse(null) instanceof HeldOut.Share test ? share / (1 - test.share()) : share;
        }

        private static long begin(Timeline timeline, long[] times, HeldOut part) {
            if (part instanceof HeldOut.From from) {
                return microseconds(timeline, from);
            }
            int first = (int) Math.round(times.length * (1 - ((HeldOut.Share) part).share()));
            return first < times.length ? times[first] : Long.MAX_VALUE;
        }

        /** A time without a zone is one on the clock of the file: it begins when the first step shows it, in all series. */
        private static long microseconds(Timeline timeline, HeldOut.From from) {
            TimeStamp begin = TimeStamp.parse(from.time()).orElseThrow();
            if (TimeStamp.namesZone(from.time())) {
                return begin.microseconds();
            }
            return IntStream.range(0, timeline.size())
                    .mapToObj(timeline::time)
                    .filter(time -> !time.written().isBefore(begin.written()))
                    .mapToLong(TimeStamp::microseconds)
                    .min()
                    .orElse(Long.MAX_VALUE);
        }

        @Override
        public Side of(int series, long microseconds) {
            if (microseconds >= test) {
                return Side.TEST;
            }
            return microseconds >= validation ? Side.VALIDATION : Side.TRAIN;
        }
    }

    /** Whole series judge. */
    record BySeries(Side[] sides) implements Sides {
        /** A series keeps its side when others come and go: it follows from its name and the seed. */
        private static BySeries of(Series spec, Timeline timeline, long seed) {
            long[] contents = timeline.measured().seriesNames().stream()
                    .mapToLong(ContentNumber::ofColumn)
                    .toArray();
            double[] numbers = Split.numbers(contents, seed);
            double validation = ((HeldOut.Share) spec.heldOut()).share();
            double test =
                    spec.tested().map(part -> ((HeldOut.Share) part).share()).orElse(0.0);
            Side[] sides = Arrays.stream(numbers)
                    .mapToObj(number ->
                            number < validation ? Side.VALIDATION : number >= 1 - test ? Side.TEST : Side.TRAIN)
                    .toArray(Side[]::new);
            require(spec, sides);
            return new BySeries(sides);
        }

        private static void require(Series spec, Side[] sides) {
            for (Side side : Side.values()) {
                boolean wanted = side == Side.TRAIN || side == Side.VALIDATION || side == Side.TEST && spec.isTested();
                if (wanted && !Arrays.asList(sides).contains(side)) {
                    throw new DataException(spec.path() + ": of " + sides.length
                            + " series the draw leaves none to train, to validate or to test; give other shares, another"
                            + " seed, or split: time");
                }
            }
        }

        @Override
        public Side of(int series, long microseconds) {
            return sides[series];
        }
    }
}
