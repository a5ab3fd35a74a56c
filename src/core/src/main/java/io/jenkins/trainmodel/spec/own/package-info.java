/** Parts of a training that users write, as a specification names them: class path, names, options. */
package io.jenkins.trainmodel.spec.own;
