top.transform(db.Trans.R270)
