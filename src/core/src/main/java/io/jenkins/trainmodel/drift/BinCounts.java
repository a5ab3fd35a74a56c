package io.jenkins.trainmodel.drift;

import io.jenkins.trainmodel.drift.ColumnDrift.Bin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Counts values into the bins of a column that was recorded. */
public final class BinCounts {
    private final ColumnProfile profile;
    private final double[] edges;
    private final Map<String, Integer> places = new HashMap<>();
    private final long[] counts;
    private long missing;

    /** None so far. */
    public BinCounts(ColumnProfile profile) {
        this.profile = profile;
        edges = profile.edges().stream().mapToDouble(Double::doubleValue).toArray();
        counts = new long[profile.counts().size()];
        for (String word : profile.words()) {
            places.put(word, places.size());
        }
    }

    /** A number; one that is not finite cannot be in a column. */
    public void add(double value) {
        // of 0 and -0, which are one value, a search finds the second before the first
        int place = Arrays.binarySearch(edges, value + 0.0);
        counts[place < 0 ? -place - 1 : place]++;
    }

    /** A word that is there so many times. */
    public void add(String word, long times) {
        counts[places.getOrDefault(word, counts.length - 1)] += times;
    }

    /** So many cells have no value. */
    public void addMissing(long times) {
        missing += times;
    }

    /** The column with what was counted. */
    ColumnProfile counted() {
        return new ColumnProfile(
                profile.name(),
                profile.kind(),
                profile.edges(),
                profile.words(),
                Arrays.stream(counts).boxed().toList(),
                missing);
    }

    /** How what was counted differs from what was recorded. */
    public ColumnDrift drift() {
        long[] now =
                LongStream.concat(Arrays.stream(counts), LongStream.of(missing)).toArray();
        long[] before = LongStream.concat(
                        profile.counts().stream().mapToLong(Long::longValue), LongStream.of(profile.missing()))
                .toArray();
        return new ColumnDrift(
                profile.name(),
                profile.kind(),
                PopulationStability.index(before, now),
                PopulationStability.byChance(before, now),
                bins(before, now));
    }

    /** Those in which something is. */
    private List<Bin> bins(long[] before, long[] now) {
        double all = Math.max(1, LongStream.of(now).sum());
        double allBefore = Math.max(1, LongStream.of(before).sum());
        List<Bin> bins = new ArrayList<>();
        for (int bin = 0; bin < now.length; bin++) {
            if (now[bin] + before[bin] > 0) {
                bins.add(new Bin(kind(bin), values(bin), now[bin] / all, before[bin] / allBefore));
            }
        }
        return List.copyOf(bins);
    }

    private Bin.Kind kind(int bin) {
        if (bin == counts.length) {
            return Bin.Kind.MISSING;
        }
        return profile.kind() == ColumnKind.CATEGORY && bin == counts.length - 1 ? Bin.Kind.OTHER : Bin.Kind.VALUES;
    }

    /** What stands in a bin, in words that are the same in all languages; nothing where its kind says it. */
    private String values(int bin) {
        if (kind(bin) != Bin.Kind.VALUES) {
            return "";
        }
        return profile.kind() == ColumnKind.CATEGORY ? profile.words().get(bin) : EdgeText.of(edges, bin);
    }
}
