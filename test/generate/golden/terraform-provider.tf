terraform {
  required_providers {
    datadog = {
      source  = "DataDog/datadog"
      version = ">= 4.25"
    }
  }
}

# Logs in to Datadog with the AWS identity that Terraform runs as. An identity mapping must name it.
provider "datadog" {
  api_url               = "https://api.datadoghq.eu/"
  org_uuid              = "7c3f8a52-5d0e-4b1c-9a57-2f6b1d0e8c41"
  cloud_provider_type   = "aws"
  cloud_provider_region = "eu-west-1"
}
