// Comma-separated values as spreadsheets read them. Source: RFC 4180; OWASP "CSV injection".
#pragma once

#include <string>
#include <string_view>

namespace picket::api {

/// Adds text as one cell, in quotes where needed. A text that a spreadsheet would take for a
/// formula gets an apostrophe in front.
void append_csv_text(std::string_view text, std::string& line);

}  // namespace picket::api
