// Judges Kubernetes objects by the Pod Security Standard *restricted*, with the code that the API
// server itself admits pods with. Reads objects as a JSON array on standard input, writes one
// line for each fault; exits with 1 if there are any.
package main

import (
	"encoding/json"
	"fmt"
	"os"

	appsv1 "k8s.io/api/apps/v1"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
)

func main() {
	var objects []json.RawMessage
	must(json.NewDecoder(os.Stdin).Decode(&objects))
	evaluator, err := policy.NewEvaluator(policy.DefaultChecks(), nil)
	must(err)
	restricted := api.LevelVersion{Level: api.LevelRestricted, Version: api.LatestVersion()}
	status := 0
	for _, object := range objects {
		var head metav1.PartialObjectMetadata
		must(json.Unmarshal(object, &head))
		template := podOf(head.Kind, object)
		if template == nil {
			continue
		}
		result := policy.AggregateCheckResults(
			evaluator.EvaluatePod(restricted, &template.ObjectMeta, &template.Spec))
		if !result.Allowed {
			status = 1
			fmt.Printf("%s %s: %s\n", head.Kind, head.Name, result.ForbiddenDetail())
		}
	}
	os.Exit(status)
}

// podOf tells what pods an object makes; nil if it makes none.
func podOf(kind string, object []byte) *corev1.PodTemplateSpec {
	switch kind {
	case "Pod":
		var pod corev1.Pod
		must(json.Unmarshal(object, &pod))
		return &corev1.PodTemplateSpec{ObjectMeta: pod.ObjectMeta, Spec: pod.Spec}
	case "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet":
		// All of them keep their pods under the same path.
		var owner appsv1.Deployment
		must(json.Unmarshal(object, &owner))
		return &owner.Spec.Template
	case "Job":
		var job batchv1.Job
		must(json.Unmarshal(object, &job))
		return &job.Spec.Template
	case "CronJob":
		var job batchv1.CronJob
		must(json.Unmarshal(object, &job))
		return &job.Spec.JobTemplate.Spec.Template
	}
	return nil
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}
