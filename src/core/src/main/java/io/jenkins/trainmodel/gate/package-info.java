/** Gates that the kept model of a run must pass: as a specification declares them, and the verdicts on them. */
package io.jenkins.trainmodel.gate;
