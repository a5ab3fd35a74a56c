/** Stop rules as forms and Pipelines give them: a describable a rule of the specification, validated by its reader. */
package io.jenkins.plugins.trainmodel.rules;
