package io.jenkins.plugins.trainmodel.page;

/** What a run does, in the words of whoever asks; {@link LiveStatus.Phase#word} is for programs. */
public final class PhaseWords {
    private PhaseWords() {}

    /** As in "the run is …". */
    public static String of(LiveStatus.Phase phase) {
        return switch (phase) {
            case STARTING -> Messages.PhaseWords_starting();
            case TRAINING -> Messages.PhaseWords_training();
            case HELD -> Messages.PhaseWords_held();
            case STOPPING -> Messages.PhaseWords_stopping();
            case SAVING -> Messages.PhaseWords_saving();
            case PACKAGING -> Messages.PhaseWords_packaging();
            case WAITING -> Messages.PhaseWords_waiting();
            case QUEUED -> Messages.PhaseWords_queued();
            case ARCHIVING -> Messages.PhaseWords_archiving();
            case KILLING -> Messages.PhaseWords_killing();
        };
    }
}
