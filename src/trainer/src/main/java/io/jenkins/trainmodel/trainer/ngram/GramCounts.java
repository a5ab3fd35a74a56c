package io.jenkins.trainmodel.trainer.ngram;

import io.jenkins.trainmodel.trainer.data.random.SplitMix64;
import java.util.function.LongConsumer;

/** How often each of many tuples of tokens occurred: a hash table with open addressing, for keys above 0. */
final class GramCounts {
    private static final int FIRST_CAPACITY = 1 << 12;

    private long[] keys = new long[FIRST_CAPACITY];
    private int[] counts = new int[FIRST_CAPACITY];
    private int size;

    private int slot(long key) {
        int slot = (int) SplitMix64.mix(key) & keys.length - 1;
        while (keys[slot] != 0 && keys[slot] != key) {
            slot = slot + 1 & keys.length - 1;
        }
        return slot;
    }

    void add(long key) {
        int slot = slot(key);
        if (keys[slot] == 0) {
            keys[slot] = key;
            size++;
        }
        counts[slot]++;
        if (size > keys.length / 2) {
            grow();
        }
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldCounts = counts;
        keys = new long[oldKeys.length * 2];
        counts = new int[keys.length];
        for (int old = 0; old < oldKeys.length; old++) {
            if (oldKeys[old] != 0) {
                int slot = slot(oldKeys[old]);
                keys[slot] = oldKeys[old];
                counts[slot] = oldCounts[old];
            }
        }
    }

    /** 0 for what never occurred. */
    int of(long key) {
        return counts[slot(key)];
    }

    /** How many different ones there are. */
    int size() {
        return size;
    }

    /** Every key once, in an order that means nothing. */
    void forEachKey(LongConsumer action) {
        for (long key : keys) {
            if (key != 0) {
                action.accept(key);
            }
        }
    }
}
