// The last pass over the values: strings and free-form data within their limits, keys that nobody
// knows removed. Source: shared spec "ingest", sections 3.5 and 3.6.
#pragma once

#include <cstddef>
#include <cstdint>

#include <boost/json.hpp>

#include "domain/normalize/meta.h"
#include "domain/normalize/path.h"
#include "domain/normalize/schema.h"

namespace picket::domain::normalize {

/// Text longer than chars + allowance characters is cut to `chars`, of which three are dots.
void trim_text(boost::json::string& text, std::size_t chars, std::size_t allowance,
               const Path& path, Meta& meta);

/// An object by its schema, and everything in it. Reported unknown keys stay as null.
void trim_object(boost::json::object& object, const Schema& schema, const Path& path, Meta& meta);

/// `extra`, `spans` and `contexts`, whose children have budgets of their own.
void trim_children(boost::json::object& event, Meta& meta);

}  // namespace picket::domain::normalize
