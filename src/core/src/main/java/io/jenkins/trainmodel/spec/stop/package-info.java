/** Stop rules as a specification declares them: one declaration a type, and the keys that several types have. */
package io.jenkins.trainmodel.spec.stop;
