// What an operator may choose, as plain values. Keys, defaults, units and reasons: options.cc.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace picket::app {

/// Filled by load_settings(); read-only afterwards.
struct Settings {
  std::string data;
  std::string listen;
  std::string secret_key_file;  ///< Empty: `secret.key` in the data directory.
  std::string url;              ///< As given; readers want public_url() (address.h).
  std::string ingest_url;       ///< As given; readers want ingest_url() (address.h).
  std::vector<std::string> trusted_proxies;
  std::string geoip_path;       ///< Empty: where users are is unknown.
  std::string generic_filters;  ///< JSON, checked.
  std::string log_level;
  std::string log_format;
  std::int64_t partitions = 0;
  std::int64_t retention_days = 0;
  std::int64_t log_segment_bytes = 0;
  std::int64_t abuse_window_s = 0;
  std::int64_t abuse_project_errors = 0;  ///< This and the next ones: per second.
  std::int64_t abuse_project_transactions = 0;
  std::int64_t abuse_project_attachment_bytes = 0;
  std::int64_t abuse_project_attachment_items = 0;
  std::int64_t abuse_project_sessions = 0;
  std::int64_t abuse_project_spans = 0;
  std::int64_t abuse_project_log_bytes = 0;
  std::int64_t abuse_organization_errors = 0;
  std::int64_t duckdb_memory_mb = 0;
  std::int64_t duckdb_threads = 0;
  std::int64_t duckdb_checkpoint_bytes = 0;
};

}  // namespace picket::app
