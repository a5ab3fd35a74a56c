package io.jenkins.trainmodel.drift;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/**
 * How a column is distributed beside the same column of other data.
 *
 * @param index the population stability index; 0 where nothing has changed
 * @param chance what it is at most, 999 times of 1,000, where chance alone is at work with so many samples
 * @param bins in their order, without those in which nothing is; left out of columns that few people look at
 */
public record ColumnDrift(String name, ColumnKind kind, double index, double chance, List<Bin> bins) {
    public ColumnDrift {
        bins = List.copyOf(bins);
    }

    /**
     * Some values of a column.
     *
     * @param values in words that are the same in all languages; empty where the kind says it
     * @param share of the samples, 0 to 1
     * @param before the same of the other data
     */
    public record Bin(Kind kind, String values, double share, double before) {
        /** What a bin stands for. */
        public enum Kind {
            VALUES,
            /** Words without a bin of their own. */
            OTHER,
            MISSING;

            /** The word of events. */
            @JsonValue
            public String word() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }

    /** Whether more than chance is at work. */
    @JsonIgnore
    public boolean isReal() {
        return index > chance;
    }

    /** Whether it differs by more than a bound, and not by chance. */
    public boolean exceeds(double bound) {
        return isReal() && index > bound;
    }

    boolean isPossible() {
        return kind != null
                && index >= 0
                && chance >= 0
                && bins.stream().allMatch(bin -> bin.kind() != null && isShare(bin.share()) && isShare(bin.before()));
    }

    private static boolean isShare(double share) {
        return share >= 0 && share <= 1;
    }

    /** The same without its bins. */
    ColumnDrift withoutBins() {
        return new ColumnDrift(name, kind, index, chance, List.of());
    }
}
