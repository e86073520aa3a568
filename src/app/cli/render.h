// How a command's JSON result looks to a person.
#pragma once

#include <string>
#include <string_view>

#include <boost/json.hpp>

namespace picket::app {

/// What the texts quote, so that a line can be pasted as it is.
struct RenderContext {
  std::string program = "picket";  ///< As typed.
  std::string data_flag;           ///< " --data DIR" when it was given, else empty.
};

/// Pure. Text with a newline at the end. A result that lacks what its command promises renders with
/// blanks rather than fails: it may come from a server of another version.
std::string render(std::string_view command, const boost::json::value& result,
                   const RenderContext& context);

/// The stored event: title, tags, exceptions with frames, breadcrumbs. `result` is that of
/// events.show.
std::string render_event(const boost::json::object& result);

}  // namespace picket::app
