variable "region" {
  description = "Region of the cluster and of the images."
  type        = string
}

variable "cluster_name" {
  description = "Name of an EKS cluster that authenticates by access entries (mode API or API_AND_CONFIG_MAP)."
  type        = string
  default     = "tabserve"
}

# No default: it cannot be guessed. Subjects of repositories made or renamed since July 2026 carry
# the numeric ids of owner and repository, those of older ones do not:
#   gh api repos/OWNER/REPOSITORY/actions/oidc/customization/sub --jq .sub_claim_prefix
variable "github_subject_prefix" {
  description = "What GitHub puts before the environment in the subject of its tokens, such as repo:octo-org@123456/tabserve@456789."
  type        = string

  validation {
    condition     = can(regex("^repo:[^/:*?]+/[^/:*?]+$", var.github_subject_prefix))
    error_message = "The prefix looks like repo:OWNER/REPOSITORY or repo:OWNER@ID/REPOSITORY@ID, without a wildcard."
  }
}

variable "create_github_provider" {
  description = "An account has this provider only once: false where another project has made it."
  type        = bool
  default     = true
}

variable "role_prefix" {
  description = "What the names of the roles begin with; roles are global, so each region needs its own."
  type        = string
  default     = "tabserve-github"
}

variable "repository_name" {
  description = "Name of the image repository in ECR."
  type        = string
  default     = "tabserve"
}
