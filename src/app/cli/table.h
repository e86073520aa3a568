// Text for terminals: aligned columns, no colour.
#pragma once

#include <string>
#include <vector>

namespace picket::app {

enum class Align : std::uint8_t { left, right };

/// Cells are cut at their column's limit and control characters in them become blanks, so that
/// foreign text cannot move the cursor. Widths are counted in code points.
class Table {
 public:
  struct Column {
    std::string title;
    Align align = Align::left;
    std::size_t most = 60;
  };

  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

  /// As many cells as columns.
  void add(std::vector<std::string> cells);
  /// Title line and rows, each ending in a newline.
  std::string text() const;

 private:
  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
};

/// Control characters (also those of 8 bits) as blanks; newlines too unless `keep_lines`.
std::string printable(std::string_view text, bool keep_lines = false);

}  // namespace picket::app
