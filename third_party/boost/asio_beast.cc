// The bodies of Asio's and Beast's functions, compiled here once instead of in every file that
// includes them.
#include <boost/asio/impl/src.hpp>
#include <boost/beast/src.hpp>
