// What requests and responses have in common: a body and cookies in headers.
// Source: shared spec "ingest", section 3.11.
#pragma once

#include <cstdint>
#include <string_view>

#include <boost/json.hpp>

#include "domain/normalize/meta.h"
#include "domain/normalize/path.h"

namespace picket::domain::normalize {

enum class Bodies : std::uint8_t { json, json_and_forms };

/// Parses the text of `data` when it is JSON (or a form), and says in `inferred_content_type` what
/// it is, for other bodies what the headers say. A body that was cut is left alone. A body that is
/// one JSON string keeps its quotes: without them the next pass would take it for another one.
void infer_body(boost::json::object& message, Bodies bodies, const Path& path, Meta& meta);

/// Parsed cookies take the place of the header; one that is not all cookies stays.
void take_cookies(boost::json::object& message, std::string_view header, const Path& path,
                  Meta& meta);

}  // namespace picket::domain::normalize
