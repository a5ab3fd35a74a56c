package io.jenkins.trainmodel.trainer.memory;

import io.jenkins.trainmodel.words.Quantity;
import java.util.Optional;

/**
 * What a training wants of the memory of its device, looked at before it begins. An operating system promises more memory than it
 * has, and ends the process that uses it without a word; a GPU's driver promises nothing, but may say so only after hours.
 */
public record MemoryCheck(Room room, MemoryAccount account) {
    /** That of the machine as it is now. */
    public static MemoryCheck now(MemoryAccount account) {
        return new MemoryCheck(MachineMemory.now(), account);
    }

    /** Where what every batch needs is more than all that there is: no run can end well. */
    public Optional<Shortage> shortage() {
        return account.state() <= room.total()
                ? Optional.empty()
                : Optional.of(new Shortage(
                        "parameters, gradients and optimizer state alone take " + Quantity.bytes(account.state()),
                        room.words()));
    }

    /** Where a step takes more than all that there is, by reckoning. */
    public Optional<Shortage> shortageOfStep() {
        return account.total() <= room.total()
                ? Optional.empty()
                : Optional.of(new Shortage(
                        "a step takes " + Quantity.bytes(account.total()) + " by reckoning", room.words()));
    }

    /**
     * Where a batch wants more than is available, when the rest is there already; in one sentence, since it is reckoned, and others
     * may give theirs back.
     */
    public Optional<String> warning() {
        return tight(
                account.activations() + account.batch(),
                "by reckoning the activations of a batch take %s; %s, and %s. What helps: %s",
                account.activations());
    }

    /** The same of all that a step takes, when nothing of it is there yet. */
    public Optional<String> warningOfStep() {
        return tight(account.total(), "by reckoning a step takes %s; %s, and %s. What helps: %s", account.total());
    }

    private Optional<String> tight(long wanted, String sentence, long told) {
        return wanted <= room.available()
                ? Optional.empty()
                : Optional.of(sentence.formatted(
                        Quantity.bytes(told), room.words(), room.consequence(), String.join("; ", account.remedies())));
    }
}
