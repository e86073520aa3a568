// The Link header, by which every client of Sentry's API pages.
// Source: shared spec "api", section 1.3. Order and punctuation are fixed: GitLab splits it at
// commas and matches it with a regular expression.
#pragma once

#include <string>
#include <string_view>

#include "net/http.h"
#include "roles/api/cursor.h"

namespace picket::api {

struct PageLinks {
  Cursor previous{0, {}, true};
  bool has_previous = false;
  Cursor next{};
  bool has_next = false;
};

/// `base_url` without a slash at its end. Keeps the query's other parameters as they were sent.
std::string link_header(std::string_view base_url, const net::Request& request,
                        const PageLinks& links);

/// "/prefix" of "https://host/prefix", without a slash at its end; empty where there is none.
std::string_view url_path(std::string_view url) noexcept;

}  // namespace picket::api
