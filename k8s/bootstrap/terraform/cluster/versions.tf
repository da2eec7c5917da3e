terraform {
  required_version = ">= 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }

  # The bucket is given to `terraform init`: docs/deploy.md, step 2.
  backend "s3" {
    key          = "tabserve/cluster.tfstate"
    use_lockfile = true
  }
}

provider "aws" {
  region = var.region

  default_tags {
    tags = { Project = "tabserve" }
  }
}
