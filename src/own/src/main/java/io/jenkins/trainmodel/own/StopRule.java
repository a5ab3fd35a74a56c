package io.jenkins.trainmodel.own;

/** A stop rule, asked at the end of every epoch. Whether the run then is a success is said by the specification. */
public interface StopRule extends Part {
    /** Whether the run is to end; a moment is shown once, in the order of the run. */
    Answer judge(Moment moment);
}
