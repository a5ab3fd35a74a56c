/** How threads of the engine that are done wait for the others: by spinning or asleep, whichever is faster here and now. */
package io.jenkins.trainmodel.trainer.waiting;
