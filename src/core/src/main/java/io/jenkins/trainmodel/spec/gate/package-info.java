/** Gates as a specification declares them: which keys they have, which metrics they may name, how much worse is allowed. */
package io.jenkins.trainmodel.spec.gate;
