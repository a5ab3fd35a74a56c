/** A run from its beginning to its end, as the controller follows it: start, looks at its agent, stop, judgement, results. */
package io.jenkins.plugins.trainmodel.run;
