variable "region" {
  description = "Region of the cluster, such as eu-central-1."
  type        = string
}

variable "name" {
  description = "Name of the cluster, and prefix of what belongs to it."
  type        = string
  default     = "tabserve"
}

variable "kubernetes_version" {
  description = "Version of the control plane. Raise it by one minor version at a time."
  type        = string
  default     = "1.35"
}

variable "vpc_cidr" {
  description = "Addresses of the network; a /16, which gives each zone 16,384 for nodes and pods."
  type        = string
  default     = "10.0.0.0/16"

  validation {
    condition     = can(cidrnetmask(var.vpc_cidr)) && endswith(var.vpc_cidr, "/16")
    error_message = "The network must be an IPv4 /16, such as 10.0.0.0/16."
  }
}

variable "nat_per_zone" {
  description = "A NAT gateway in each zone: a zone's outage leaves the others their way out, for three times the price."
  type        = bool
  default     = true
}

variable "api_cidrs" {
  description = "Who may reach the Kubernetes API, besides having to prove an identity. GitHub's own runners have no fixed addresses; name yours if you run your own."
  type        = list(string)
  default     = ["0.0.0.0/0"]
}

variable "log_retention_days" {
  description = "How long the logs of the control plane are kept."
  type        = number
  default     = 30
}
