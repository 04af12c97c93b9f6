def test_smoke(company):
    m = company.arrive(company.write("Please send us a copy of invoice KO-26-1307."))
    print(company.message(m).state, company.message(m).sender)
    print(company.run_jobs())
    print(company.state(m), len(company.transport.sent), company.outbox()[0].state)
    print(company.rows(__import__("agent.records.cases",fromlist=["x"]).VerdictRow))
