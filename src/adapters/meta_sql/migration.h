// The numbered schema changes, compiled in from migrations/NNNN_name.sql (see
// embed_migrations.cmake).
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace picket::adapters::meta {

struct Migration {
  int number;
  std::string_view name;
  std::string_view sql;
};

/// Ascending, without gaps, from 1.
std::span<const Migration> migrations() noexcept;

/// The statements of a script. A statement ends with a semicolon at the end of a line; a comment
/// runs from `--` to the end of its line, and no script has either inside a string.
std::vector<std::string> split_statements(std::string_view script);

}  // namespace picket::adapters::meta
