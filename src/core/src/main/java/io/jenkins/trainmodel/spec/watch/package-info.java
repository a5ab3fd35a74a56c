/** What a specification says of a training that another program does: where its metrics are, how it is stopped, what is kept. */
package io.jenkins.trainmodel.spec.watch;
